using System.Text.RegularExpressions;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>
/// Rules that keep SecureObs able to run behind a pooler in transaction mode and on PostgreSQL that is distributed by tenant (Citus), asked of the
/// sources and of the functions of the schema. What the catalogue shows is asked by db/lints.
/// </summary>
public sealed partial class DistributableSqlTests
{
    /// <summary>What it is, how it looks, and an example that must be found: a pattern that finds nothing would pass for ever.</summary>
    public static TheoryData<string, string, string> Forbidden => new()
    {
        { "where a row lies in a file", @"\bctid\b", "delete from app.runs where ctid = $1" },
        { "merge: a policy is not immutable", @"\bmerge\s+into\b", "merge into app.runs r using" },
        { "truncate", @"\btruncate\s+(table\s+)?app\.", "truncate table app.runs" },
        { "copy into a table with row-level security", @"\bcopy\s+app\.\w+[^;]*?\bfrom\b|BeginBinaryImport|BeginTextImport", "copy app.runs (id) from stdin" },
        { "insert … select without on conflict or returning: it would be a copy", @"\binsert\s+into\s+app\.\w+(\s+as\s+\w+)?\s*\([^)]*\)\s*(select|with)\b(?:(?!\bon conflict\b|\breturning\b)[^;])*\z", "insert into app.runs (id) select 1" },
        { "an update with a volatile function", @"\bupdate\s+app\.[^;]*\bset\b[^;]*\b(clock_timestamp|random|gen_random_uuid)\s*\(", "update app.runs set closed_at = clock_timestamp()" },
        { "returning what is compared with now()", @"\breturning\b[^;]*\bnow\s*\(", "returning expires_at > now()" },
        { "a sequence", @"\b(nextval|lastval|currval)\s*\(", "select nextval('app.s')" },
        { "a cursor that outlives its transaction", @"\bwith\s+hold\b", "declare c cursor with hold for select 1" },
        { "a session's lock", @"\bpg_(try_)?advisory_lock(_shared)?\s*\(", "select pg_advisory_lock(1)" },
        { "listening on a shared connection", @"^\s*(un)?listen\s+\w", "listen work" },
        { "a temporary table", @"\bcreate\s+(local\s+)?temp(orary)?\s+table\b", "create temp table t (id uuid)" },
        { "a session's setting", @"^\s*(?-i:set(?!\s+local\b|\s+constraints\b|\s+transaction\b|\s+role\b)\s+\w|reset\s+\w|discard\s+\w)", "set search_path = app" },
    };

    [Theory, MemberData(nameof(Forbidden))]
    public void Nothing_says_what_a_pooler_or_many_machines_do_not_do(string what, string pattern, string example)
    {
        var rule = new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.Singleline);
        Assert.Matches(rule, example);
        var statements = Statements();
        Assert.True(statements.Count > 150, $"Only {statements.Count} statements were found: the pattern no longer matches.");

        Assert.Empty(statements.Where(statement => rule.IsMatch(statement.Sql) && !EndsElsewhere().IsMatch(statement.Sql)).Select(statement => $"{what}: {statement.Where}: {statement.Sql}"));
    }

    /// <summary>A distributed database plans no statement of such a function: it must be PL/pgSQL.</summary>
    [Fact]
    public void A_function_with_parameters_that_reads_what_is_distributed_is_not_written_in_sql()
    {
        var (functions, kept) = (NewestFunctions(), KeptOnTheCoordinator());
        Assert.True(functions.Count > 30, $"Only {functions.Count} functions were found: the pattern no longer matches.");

        Assert.Empty(
            from function in functions
            where function.Language == "sql" && function.Parameters.Length > 0
            from Match table in TenantTables().Matches(function.Body)
            where !kept.Contains(table.Value) && table.Value is not "app.current_tenant"
            select $"{function.Name} reads {table.Value}");
    }

    /// <summary>What a statement reads lies on one machine: a join of both would move one of them, or is refused.</summary>
    [Fact]
    public void A_statement_reads_what_the_coordinator_keeps_or_what_is_distributed()
    {
        var kept = KeptOnTheCoordinator();
        string[] doors = ["app.people_of_tenant", "app.people_to_archive", "app.tenants_of_person"];   // they read what the coordinator keeps
        string[] neither = ["app.scanners", "app.set_tenant", "app.current_tenant", "app.tenant_id", "app.audit_epoch"];

        var mixed =
            from statement in Statements()
            let tables = TenantTables().Matches(statement.Sql).Select(table => table.Value).Except(neither).ToHashSet()
            where tables.Any(table => kept.Contains(table) || doors.Contains(table)) && tables.Any(table => !kept.Contains(table) && !doors.Contains(table))
            select $"{statement.Where}: {string.Join(", ", tables)}";

        Assert.Empty(mixed);
    }

    /// <summary>On many machines these two keys stay away, because a key cannot lead from the coordinator to a worker; a third needs a thought.</summary>
    [Fact]
    public void Keys_from_what_the_coordinator_keeps_lead_to_what_it_keeps()
    {
        var kept = KeptOnTheCoordinator();

        Assert.Equal(["api_keys_project_fk", "trust_rules_project_fk"],
            from table in SchemaTables().Matches(File.ReadAllText(Repository.Path("db/schema.sql")))
            where kept.Contains(table.Groups[1].Value)
            from Match key in ForeignKeys().Matches(table.Value)
            where key.Groups[2].Value.StartsWith("app.", StringComparison.Ordinal) && !kept.Contains(key.Groups[2].Value)
            orderby key.Groups[1].Value
            select key.Groups[1].Value);
    }

    /// <summary>The column first, then its named constraint: in one command a distributed table refuses both.</summary>
    [Fact]
    public void A_column_is_added_before_its_check()
    {
        var since = Directory.GetFiles(Repository.Path("db/migrations")).Order(StringComparer.Ordinal)
            .Where(file => string.CompareOrdinal(Path.GetFileName(file), "0032") > 0).ToList();
        Assert.NotEmpty(since);
        Assert.Matches(ColumnsWithCheck(), "alter table app.runs add column x text constraint x_length check (length(x) < 9);");

        Assert.DoesNotContain(since, file => ColumnsWithCheck().IsMatch(File.ReadAllText(file)));
    }

    /// <summary>Statements of the API and, one by one, those of the functions of the schema.</summary>
    private static List<(string Where, string Sql)> Statements() =>
    [
        .. from file in Directory.EnumerateFiles(Repository.Path("src/SecureObs.Api"), "*.cs", SearchOption.AllDirectories)
           from Match sql in SqlLiterals().Matches(File.ReadAllText(file))
           select (Path.GetFileName(file), sql.Groups["sql"].Value),
        .. from function in NewestFunctions()
           from sql in BodyParts().Split(function.Body)
           select (function.Name, sql.Trim()),
    ];

    private static List<(string Name, string Parameters, string Language, string Body)> NewestFunctions() =>
    [
        .. from file in Directory.GetFiles(Repository.Path("db/migrations"), "*.sql").Order(StringComparer.Ordinal)
           from Match function in Functions().Matches(File.ReadAllText(file))
           group function by function.Groups[1].Value into forms
           let newest = forms.Last()
           select (forms.Key, newest.Groups[2].Value.Trim(), newest.Groups[3].Value, Comments().Replace(newest.Groups[4].Value, "")),
    ];

    private static HashSet<string> KeptOnTheCoordinator()
    {
        var script = File.ReadAllText(Repository.Path("deploy/citus/distribute.sql"));
        var list = Regex.Match(script, @"insert into kept_here values(.*?);", RegexOptions.Singleline).Groups[1].Value;
        HashSet<string> kept = [.. TenantTables().Matches(list).Select(table => table.Value)];
        Assert.Contains("app.tenants", kept);
        return kept;
    }

    /// <summary>Statements whose end with "on conflict" or "returning" several share.</summary>
    [GeneratedRegex(@"\{(FindingCounts\.)?AddTo(Counts|Days)\}\s*\z|^insert into app\.findings.*\bas u \(row_id, finding_id, fingerprint, features\)", RegexOptions.Singleline)]
    private static partial Regex EndsElsewhere();

    [GeneratedRegex(""""
        \"""\s*(?<sql>(?:select|insert|update|delete|with|set|copy|merge|truncate|listen|declare|create|reset|discard)\s.*?)\"""|(?<!")"(?<sql>(?:select|insert|update|delete|with|set|copy|merge|truncate|listen|declare|create|reset|discard)\s[^"]*)"(?!")
        """", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex SqlLiterals();

    [GeneratedRegex(@"create(?: or replace)? function (\w+\.\w+)\((.*?)\)\s+returns\b.*?\blanguage (\w+)\b.*?\bas \$\$(.*?)\$\$", RegexOptions.Singleline)]
    private static partial Regex Functions();

    [GeneratedRegex(@";|\bthen\b|\bloop\b|\bbegin\b|\breturn query\b")]
    private static partial Regex BodyParts();

    [GeneratedRegex(@"--[^\n]*")]
    private static partial Regex Comments();

    [GeneratedRegex(@"\bapp\.\w+")]
    private static partial Regex TenantTables();

    [GeneratedRegex(@"^create table (\S+).*?(?=^create table|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex SchemaTables();

    [GeneratedRegex(@"constraint (\w+) FOREIGN KEY \([^)]*\) REFERENCES (\S+?)\(")]
    private static partial Regex ForeignKeys();

    [GeneratedRegex(@"\badd column\b[^;,]*\bcheck\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex ColumnsWithCheck();
}
