namespace SecureObs.Bench.Removals;

internal static class SearchRemovals
{
    private const string Migration = "../db/migrations/0018_search.sql";
    private const string Found = "SecureObs.Api/Domain/FilterLookups.cs";

    public static IReadOnlyList<Removal> All { get; } =
    [
        new("the door of search tells rules of its tenant", Migration,
            "where s.tenant_id = app.current_tenant() and s.kind = 1 and", "where s.kind = 1 and", "SearchDoorTests"),
        new("the door of search tells paths of its tenant", Migration,
            "where s.tenant_id = app.current_tenant() and s.kind = 2 and", "where s.kind = 2 and", "SearchDoorTests"),
        new("the door of search tells descriptions of its tenant", Migration,
            "where s.tenant_id = app.current_tenant() and s.kind = 3 and", "where s.kind = 3 and", "SearchDoorTests"),
        new("the door of search pins what its names mean", Migration, "    set search_path = ''\n", "", "SearchDoorTests DatabaseLintTests"),
        new("the door of search takes words, not patterns", Migration,
            "replace(replace(replace(words, E'\\\\', E'\\\\\\\\'), '%', E'\\\\%'), '_', E'\\\\_')", "words", "SearchDoorTests"),
        new("more texts than the door tells are all looked at", Found, "texts.Count() <= Most ?", "texts.Count() <= 2 * Most ?", "SearchTests"),
        new("what is found by words is in the dictionary first", "SecureObs.Api/Features/Findings/Ingest/FindingIngest.cs",
            "await texts.WriteAsync(tx, ct);", "", "SearchTests"),
        new("known findings that say something else are, too", "SecureObs.Api/Features/Findings/Ingest/Arrival.cs",
            "[.. added.Select(each => each.Row), .. overwritten.Select(each => each.Row)]", "[.. added.Select(each => each.Row)]", "SearchTests"),
        new("a view is its owner's", "SecureObs.Api/Features/Views/DeleteView.cs", "and owner_id = {owner.Id(tx, caller)} and", "and", "ViewsTests"),
        new("a view is replaced by its owner", "SecureObs.Api/Features/Views/ReplaceView.cs",
            "owner_id = {of} and id = {viewId} for update", "id = {viewId} for update", "ViewsTests"),
        new("nobody lists another's views", "SecureObs.Api/Features/Views/ListViews.cs", "and v.owner_id in ({caller.ActorId}, {tx.TenantId})", "", "ViewsTests"),
        new("the trail does not tell what somebody looks for", "SecureObs.Api/Features/Views/FindingView.cs",
            "owner is ViewOwner.Tenant ? name : null", "name", "ViewsTests"),
        new("who leaves leaves no view behind", "SecureObs.Api/Features/Members/MemberDeparture.cs",
            "delete from app.finding_views where tenant_id = {tx.TenantId} and", "delete from app.finding_views where tenant_id <> {tx.TenantId} and", "ViewsTests"),
    ];
}
