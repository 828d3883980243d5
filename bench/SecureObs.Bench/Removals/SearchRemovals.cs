namespace SecureObs.Bench.Removals;

internal static class SearchRemovals
{
    private const string Migration = "../db/migrations/0018_search.sql";
    private const string Found = "SecureObs.Api/Domain/FoundTexts.cs";

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
    ];
}
