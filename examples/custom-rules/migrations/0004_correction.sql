UPDATE audit_log SET detail = NULL WHERE id = 7;
