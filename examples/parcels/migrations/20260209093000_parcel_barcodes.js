exports.up = async function (knex) {
  await knex.schema.alterTable('parcels', (table) => {
    table.unique('barcode');
    table.foreign('depot_id').references('depots.id');
  });
};

exports.down = async function (knex) {
  await knex.schema.alterTable('parcels', (table) => {
    table.dropForeign('depot_id');
    table.dropUnique('barcode');
  });
};
