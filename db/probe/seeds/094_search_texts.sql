-- With a sign in it that means anything in patterns: the door takes words, not patterns.
insert into app.search_texts (tenant_id, kind, digest, text)
values (:tenant, 2, decode(md5(:tenant || '/texts/' || :row), 'hex'), '100% isolation probe ' || :row || ' of ' || :tenant)
