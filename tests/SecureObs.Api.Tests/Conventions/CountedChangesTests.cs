using System.Text.RegularExpressions;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>What findings count as changes in one place, which notes the difference. Elsewhere it would be forgotten.</summary>
public sealed partial class CountedChangesTests
{
    /// <summary>The one that makes many of them, and counts what it makes itself.</summary>
    private const string Ingest = "FindingWriter.cs";

    [Fact]
    public void Nobody_else_makes_removes_or_turns_findings()
    {
        var sources = Directory.EnumerateFiles(Repository.Path("src/SecureObs.Api"), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file))).ToList();

        var turns = sources.Single(source => source.Name == "FindingTurns.cs");
        Assert.Matches(Turned(), turns.Text);
        Assert.Matches(Removed(), turns.Text);
        Assert.Empty(sources.Where(source => Removed().IsMatch(source.Text)).Select(source => source.Name).Except([turns.Name]));
        Assert.Empty(sources.Where(source => Added().Count(source.Text) > Noted().Count(source.Text)).Select(source => source.Name).Except([Ingest]));
        foreach (var (name, text) in sources)
            Assert.Empty(Updated().Matches(text).Where(update => Counting().IsMatch(update.Groups["set"].Value)).Select(update => $"{name}: {update.Value}"));
    }

    [GeneratedRegex(@"update app\.findings t set \{set\}")]
    private static partial Regex Turned();

    [GeneratedRegex(@"delete from app\.findings\b")]
    private static partial Regex Removed();

    [GeneratedRegex(@"insert into app\.findings\b")]
    private static partial Regex Added();

    [GeneratedRegex(@"FindingTurns\.AddAsync")]
    private static partial Regex Noted();

    [GeneratedRegex(@"update app\.findings\b.*?\bset\b(?<set>.*?)(\bfrom\b|\bwhere\b|"""""")", RegexOptions.Singleline)]
    private static partial Regex Updated();

    /// <summary>What status and severity are made of.</summary>
    [GeneratedRegex(@"\b(severity|severity_override|triage|detected|suppression_id|suppression_kind|project_id|scanner) =")]
    private static partial Regex Counting();
}
