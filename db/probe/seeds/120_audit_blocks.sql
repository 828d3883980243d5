insert into app.audit_blocks (tenant_id, no, closed_at, epoch, xid_from, xid_to, count, total, prev, root, hash, key_id, signature, ids, leaves)
values (:tenant, :row, now(), 1, 1, 2, 1, 1, sha256('prev'), sha256('root'), sha256('hash'), 'isolation-probe-', sha512('signature'),
    array[md5(:tenant || '/audit/' || :parent)::uuid], sha256(convert_to(:tenant || '/leaf/' || :row, 'UTF8')))
