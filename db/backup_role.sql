-- The role of backups. An administrator of the server runs this; repeating it is harmless. It reads past row-level security, because a
-- dump under row-level security is silently empty, and streams the log (pg_basebackup). It writes nothing and holds no right in our schemas.
do $$ begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'secureobs_backup') then
        create role secureobs_backup login nosuperuser bypassrls nocreatedb nocreaterole replication connection limit 5;
    end if;
end $$;
grant pg_read_all_data to secureobs_backup;
do $$ begin execute format('grant connect on database %I to secureobs_backup', current_database()); end $$;
