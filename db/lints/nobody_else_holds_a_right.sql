-- I38. No other role holds a right on a schema or table of ours: backups use a role of their own that needs none.
select description as violation from difference
where role not in ('secureobs_api', 'public') and role not like 'secureobs\_door\_%'
order by 1;
