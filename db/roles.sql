-- Cluster roles. An administrator of the server runs this once, before the first migration; repeating it is harmless.
-- Passwords of the two login roles are set apart, so that none stands in a file.
do $$
declare
    wanted record;
begin
    for wanted in select * from (values
        ('secureobs_owner',             'nologin'),  -- owns every object; only migrations act as it
        ('secureobs_migrator',          'login'),    -- runs migrations, nothing else
        ('secureobs_api',               'login'),    -- the runtime role: owns nothing, bypasses nothing
        ('secureobs_door_api_key',      'nologin'),  -- door: resolves an API key to its tenant
        ('secureobs_door_person',       'nologin'),  -- door: recognises a person and lists that person's tenants
        ('secureobs_door_sealer',       'nologin'),  -- door: tells which tenants have audit entries to seal
        ('secureobs_door_lease',        'nologin'),  -- door: lets one process lead
        ('secureobs_door_invitation',   'nologin'),  -- door: resolves an invitation to its tenant
        ('secureobs_door_waker',        'nologin'),  -- door: tells which tenants have suppressions whose date has come
        ('secureobs_door_billing',      'nologin'),  -- door: resolves a customer of Stripe to its tenant, and notes Stripe's events
        ('secureobs_door_eraser',       'nologin'),  -- door: deletes what an owner or retention lets go, nothing else
        ('secureobs_door_search',       'nologin')   -- door: looks words up in the texts of the tenant in context
    ) as role (name, login)
    loop
        if not exists (select from pg_catalog.pg_roles where rolname = wanted.name) then
            execute format('create role %I %s nosuperuser nobypassrls nocreatedb nocreaterole noreplication', wanted.name, wanted.login);
        end if;
    end loop;
end
$$;

-- The migrator acts as the owner and hands each door to its own role.
grant secureobs_owner, secureobs_door_api_key, secureobs_door_person, secureobs_door_sealer, secureobs_door_lease,
    secureobs_door_invitation, secureobs_door_waker, secureobs_door_billing, secureobs_door_search, secureobs_door_eraser
    to secureobs_migrator;

-- What goes wrong is logged by the server without the row: no DETAIL, no CONTEXT. Some managed servers keep this setting to
-- themselves; there it is set for the server.
do $$ begin
    execute format('alter role secureobs_api in database %I set log_error_verbosity = ''terse''', current_database());
exception when insufficient_privilege then
    raise notice 'log_error_verbosity is not ours to set: set it to terse for the server';
end $$;

-- Compiling a statement to machine code takes forty milliseconds; ours last less.
do $$ begin execute format('alter role secureobs_api in database %I set jit = off', current_database()); end $$;

-- Error texts stay in one language: the application recognises one of them (see Platform/Database). A managed server that keeps
-- this setting to itself must speak that language already.
do $$ begin
    execute format('alter role secureobs_api in database %I set lc_messages = ''C''', current_database());
exception when insufficient_privilege then
    if current_setting('lc_messages') !~ '^(C|POSIX|en)' then
        raise exception 'lc_messages is % and not ours to set: set it to C for the server', current_setting('lc_messages');
    end if;
end $$;

do $$ begin execute format('revoke all on database %I from public', current_database()); end $$;
do $$ begin execute format('grant connect on database %I to secureobs_api', current_database()); end $$;
do $$ begin execute format('grant connect, create on database %I to secureobs_owner, secureobs_migrator', current_database()); end $$;
revoke all on schema public from public;

-- Large objects know no row-level security.
do $$
declare
    large_object_function regprocedure;
begin
    for large_object_function in
        select oid::regprocedure from pg_catalog.pg_proc
        where pronamespace = 'pg_catalog'::regnamespace and proname ~ '^(lo_|lo(read|write)$)'
    loop
        execute format('revoke all on function %s from public', large_object_function);
    end loop;
end
$$;
