CREATE TABLE {{ .Schema }}.tenants (id bigint PRIMARY KEY, name text NOT NULL);

GRANT {{ .Privileges }};
