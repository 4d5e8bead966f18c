exports.up = async function (knex) {
  await knex.schema.createTable('depots', (table) => {
    table.bigIncrements('id');
    table.text('city').notNullable();
  });
};

exports.down = async function (knex) {
  await knex.schema.dropTable('depots');
};
