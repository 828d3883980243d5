-- An import that a run credential began is of that run: another run of the project neither reads nor moves it. Null: a key began it.
set role secureobs_owner;
alter table app.imports add column run text;
alter table app.imports add constraint imports_run_length check (length(run) between 1 and 256);
reset role;
