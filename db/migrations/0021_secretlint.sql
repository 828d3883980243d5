-- Another scanner that the command can run.
set role secureobs_owner;
update app.scanners set position = position + 1 where position >= 9;
insert into app.scanners (key, name, description, position, hidden) values
    ('secretlint', 'Secretlint', 'Secrets in files', 9, false);
reset role;
