-- lockkeeper:allow protected-table by @compliance -- ticket 4711: rows older than ten years
DELETE FROM audit_log WHERE id BETWEEN 1 AND 1000;
CREATE TABLE invoices (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id uuid NOT NULL, total numeric(12, 2));
CREATE INDEX invoices_tenant_id_idx ON invoices (tenant_id);
