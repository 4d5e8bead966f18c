# What Active Record itself sends to PostgreSQL for the migrations of __tests__/fixtures/framework-sql/rails/project.
#
# Needs Active Record 6.1 and pg (Debian 12: `apt-get install ruby-activerecord ruby-pg`) and an empty database of PostgreSQL
# 15 or later, which is wiped:
#
#   DATABASE_URL=postgres://user:password@localhost/empty ruby scripts/framework-sql/sent_by_rails.rb
#
# It writes `sent.txt` beside the project. The way back of each migration runs behind it, in a transaction that is rolled back.
# Statements about the catalog, and those of transactions, are left out. What came to Rails after 6.1 (exclusion and unique constraints, enums,
# INCLUDE and NULLS NOT DISTINCT, `validate_constraint` in bulk, hashed names of long indexes) is in no migration there: it is
# compared with the sources of Rails in __tests__/rails.test.ts alone.
require 'active_record'

ROOT = File.expand_path('../../__tests__/fixtures/framework-sql/rails', __dir__)
PROJECT = File.join(ROOT, 'project')
LEFT_OUT = /\A\s*(?:SELECT|SHOW|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b/i

ActiveRecord::Base.establish_connection(ENV.fetch('DATABASE_URL'))
ActiveRecord::Base.connection.execute('DROP SCHEMA IF EXISTS public CASCADE; DROP SCHEMA IF EXISTS app CASCADE; CREATE SCHEMA public; CREATE SCHEMA app')
ActiveRecord::Migration.verbose = false

sent = nil
ActiveSupport::Notifications.subscribe('sql.active_record') do |*, payload|
  sent << payload[:sql] if sent && payload[:name] != 'SCHEMA' && payload[:sql] !~ LEFT_OUT
end

out = +''
Dir.glob('**/migrate/*.rb', base: PROJECT).sort.each do |path|
  require File.join(PROJECT, path)
  migration = File.basename(path, '.rb').sub(/\A\d+_/, '').camelize.constantize
  run = lambda do |direction|
    sent = []
    if migration.disable_ddl_transaction
      migration.migrate(direction)
    else
      ActiveRecord::Base.transaction do
        migration.migrate(direction)
        raise ActiveRecord::Rollback if direction == :down
      end
    end
    sent.map { |sql| "#{sql.strip.delete_suffix(';')};\n" }.join
  ensure
    sent = nil
  end
  out << "=== #{path} up\n#{run.call(:up)}"
  begin
    down = run.call(:down)
    out << "=== #{path} down\n#{down}" unless down.empty?
    run.call(:up) if migration.disable_ddl_transaction
  rescue ActiveRecord::IrreversibleMigration
    warn "#{path} has no way back"
  end
end
File.write(File.join(ROOT, 'sent.txt'), out)
