//! Makes __tests__/fixtures/framework-sql/sea-orm/sent.txt again: what SeaORM sends to PostgreSQL for the project beside it.
//! Needs Rust; no server, since SeaORM's mock of a connection keeps what it would send. In this folder:
//!
//!     cargo run --target-dir /tmp/sea-orm > ../../../__tests__/fixtures/framework-sql/sea-orm/sent.txt

use sea_orm::{DatabaseBackend, MockDatabase, MockExecResult};
use sea_orm_migration::prelude::*;

#[path = "../../../__tests__/fixtures/framework-sql/sea-orm/project/migration/src/m20260101_000001_tables.rs"]
mod m20260101_000001_tables;
#[path = "../../../__tests__/fixtures/framework-sql/sea-orm/project/migration/src/m20260101_000002_changes.rs"]
mod m20260101_000002_changes;

fn main() {
    let all: Vec<(&str, Box<dyn MigrationTrait>)> = vec![
        ("m20260101_000001_tables", Box::new(m20260101_000001_tables::Migration)),
        ("m20260101_000002_changes", Box::new(m20260101_000002_changes::Migration)),
    ];
    for (name, migration) in all {
        for way in ["up", "down"] {
            let done = (0..40).map(|_| MockExecResult { last_insert_id: 0, rows_affected: 0 });
            let db = MockDatabase::new(DatabaseBackend::Postgres).append_exec_results(done).into_connection();
            let manager = SchemaManager::new(&db);
            futures::executor::block_on(async {
                if way == "up" {
                    migration.up(&manager).await.unwrap();
                } else {
                    migration.down(&manager).await.unwrap();
                }
            });
            println!("=== migration/src/{name}.rs {way}");
            for transaction in db.into_transaction_log() {
                for statement in transaction.statements() {
                    println!("{};", statement.sql.trim_end().trim_end_matches(';'));
                }
            }
        }
    }
}
