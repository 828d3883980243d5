-- I37. A door's role holds exactly the rights that its functions need.
select description as violation from difference where role like 'secureobs\_door\_%' order by 1;
