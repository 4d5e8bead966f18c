DROP TABLE {{ .Schema }}.tenants;
