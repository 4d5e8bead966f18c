exports.up = async function (knex) {
  await knex.schema.createTable('parcels', (table) => {
    table.bigIncrements('id');
    table.bigInteger('depot_id').notNullable();
    table.text('barcode').notNullable();
  });
};

exports.down = async function (knex) {
  await knex.schema.dropTable('parcels');
};
