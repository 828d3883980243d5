-- That two are not one is told by the fingerprint that is taught: it is the other one. A list of pairs beside it said the same twice.
set role secureobs_owner;
drop table app.finding_distinctions;
reset role;
