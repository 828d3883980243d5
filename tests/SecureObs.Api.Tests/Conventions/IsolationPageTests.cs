using System.Text.RegularExpressions;
using SecureObs.Admin.Isolation;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Database;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>The tables of docs/security/isolation.md are written from the rules, the attacks and the breakages themselves.</summary>
public sealed class IsolationPageTests
{
    private static readonly string Page = Repository.Path("docs/security/isolation.md");

    [Fact]
    public void The_page_shows_every_rule_attack_and_breakage()
    {
        var page = File.ReadAllText(Page);
        page = Filled(page, "rules", IsolationLints.Rules
            .Select(rule => $"| {rule.Code} | [{rule.Name}](../../db/lints/{rule.Name}.sql) | {Cell(rule.Promise)} |")
            .Append("| I32 | `ServerFloor` | The server is at or above the lowest safe minor version of its line. Outside of Production a warning. |")
            .Order(StringComparer.Ordinal));
        page = Filled(page, "attacks", Attack.All.Select(attack => $"| {attack.Code} | {attack.Name} | {attack.Tries} |"));
        page = Filled(page, "breakages", Breakages.All.Select(breakage =>
            $"| `{Cell(Spaces(breakage.Sql))}` | {breakage.Code} | {(breakage.Attack is { } name ? $"{Attack.All.Single(attack => attack.Name == name).Code} {name}" : "")} |"));

        Approved.MatchFile(page, Page);
    }

    /// <summary>The page with these rows below the head of the table.</summary>
    private static string Filled(string page, string table, IEnumerable<string> rows)
    {
        var start = page.IndexOf($"<!-- {table}, written by a test -->", StringComparison.Ordinal);
        var head = page.IndexOf("---|\n", start, StringComparison.Ordinal) + "---|\n".Length;
        var end = page.IndexOf("\n<!-- end -->", start, StringComparison.Ordinal);
        return $"{page[..head]}{string.Join('\n', rows)}\n{page[end..]}";
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Spaces(string sql) => Regex.Replace(sql, @"\s+", " ");
}
