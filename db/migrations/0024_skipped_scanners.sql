-- A scanner that was to run and did not begin is told from one that failed; and what a tool ended with is kept.
set role secureobs_owner;
alter table app.scan_results
    add column exit_code integer,
    drop constraint scan_results_status_known,
    add constraint scan_results_status_known check (status between 0 and 3);
grant update (exit_code) on app.scan_results to secureobs_api;
reset role;
