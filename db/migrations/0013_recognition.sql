-- A row of a result may tell no features. When a finding was last seen is told by the results that it is in.
set role secureobs_owner;
alter table app.result_rows alter column features drop not null;
alter table app.findings drop column last_seen_at;
reset role;
