-- I36. The runtime role holds exactly the approved rights on schemas, tables and columns.
select description as violation from difference where role = 'secureobs_api' order by 1;
