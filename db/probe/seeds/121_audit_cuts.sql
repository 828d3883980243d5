insert into app.audit_cuts (tenant_id, no, total, hash, closed_at, cut_at, key_id, signature)
values (:tenant, 1, 1, sha256(convert_to(:tenant || '/cut/' || :row, 'UTF8')), now(), now(), '0123456789abcdef', decode(repeat('00', 64), 'hex'))
