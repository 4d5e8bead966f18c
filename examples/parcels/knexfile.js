module.exports = { client: 'pg', connection: 'postgres://localhost/parcels' };
