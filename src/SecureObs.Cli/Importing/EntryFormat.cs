using System.Text.Json;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing;

/// <summary>A format whose entries stand side by side, so that each can be read alone. An entry that is not what it should be is rejected alone, too.</summary>
/// <param name="tool">The key of the tool that writes it.</param>
/// <param name="entries">The paths of its entries.</param>
internal abstract class EntryFormat(string name, string tool, params string[] entries) : IReportFormat
{
    /// <summary>Of the format that is read alone: all are made at every start of the command.</summary>
    private readonly Lazy<JsonPaths> paths = new(() => new(entries));
    private readonly bool[] lists = [.. entries.Select(path => path.Contains("[]", StringComparison.Ordinal))];

    public string Name => name;

    protected string Tool => tool;

    public abstract IReadOnlyList<string> Marks { get; }

    public abstract bool Recognises(ReportMarks marks);

    /// <summary>The rows of one entry. An exception of a text or number that is not as it should be rejects the entry.</summary>
    protected abstract IEnumerable<ReportRow> Rows(ReportEntry entry);

    /// <summary>The path of the tool's version, where the report has it outside of its entries.</summary>
    protected virtual string? VersionPath => null;

    /// <summary>What the entries refer to, read before them; and the name that a report gives to its tool, null for the usual one.</summary>
    protected virtual (string? Tool, object? Shared) Prepare(ReportSource report) => (null, null);

    public OpenedReport Open(ReportSource report, ReadingContext context)
    {
        var (named, shared) = Prepare(report);
        var known = new ReportTool(context.Tool ?? named ?? tool, VersionPath is null ? null : Version(report, VersionPath));
        return new([known], Rows(report, known, context, shared));
    }

    private IEnumerable<ReportRow> Rows(ReportSource report, ReportTool known, ReadingContext context, object? shared)
    {
        using var stream = report.Open();
        using var walk = new JsonWalk(stream, paths.Value, strict: true);
        while (walk.Next())
        {
            if (walk.IsBroken)
                yield return new(walk.Place, known) { Rejected = ReportRow.OfAnotherType };
            else
                foreach (var row in Guarded(new(walk.Value, walk.Place, walk.Path, known, context) { Shared = shared, Index = lists[walk.Path] ? walk.Index(0) : 0 }))
                    yield return row;
        }
    }

    private List<ReportRow> Guarded(ReportEntry entry)
    {
        try
        {
            return [.. Rows(entry)];
        }
        catch (UnreadableReportException wrong)
        {
            return [entry.Reject(wrong.Message)];
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or FormatException or JsonException or OverflowException or ArgumentException)
        {
            return [entry.Reject("it is not what this tool writes")];
        }
    }

    private static string? Version(ReportSource report, string path)
    {
        using var stream = report.Open();
        using var walk = new JsonWalk(stream, new JsonPaths(path), whole: false);
        return walk.Next() ? walk.Seen.Text : null;
    }
}

/// <summary>One entry of a report, and the rows that it can become.</summary>
/// <param name="Path">Position of its path among those of the format.</param>
internal sealed record ReportEntry(JsonElement Value, string Place, int Path, ReportTool Tool, ReadingContext Context)
{
    /// <summary>What <see cref="EntryFormat.Prepare"/> read.</summary>
    public object? Shared { get; init; }

    /// <summary>Position in the outermost list, from 0.</summary>
    public int Index { get; init; }

    public string Scanner => Tool.Key;

    /// <summary>A finding in code or in a file; its further properties are set on it.</summary>
    public Finding InCode(string? rule, Severity severity, string? description, string? file, string? code = null) =>
        Finding.InCode(Scanner, Rule(rule), severity, description, Locate(file), code);

    /// <summary>A secret.</summary>
    public Finding OfSecret(string? rule, string? description, string? file, string? match, string? secret = null) =>
        Finding.OfSecret(Rule(rule), description, Locate(file), match, secret);

    // Rejects the entry: no finding is known again without its rule.
    private static string Rule(string? rule) => string.IsNullOrWhiteSpace(rule) ? throw new UnreadableReportException("it names no rule") : rule.Trim();

    public ScannedFile? Locate(string? path) => Context.Files.Locate(path);

    /// <param name="below">Where in the entry: <c>.Vulnerabilities[3]</c>.</param>
    public ReportRow Found(Finding finding, string below = "") => new(Place + below, Tool) { Finding = finding };

    public ReportRow Skip(string why, string below = "") => new(Place + below, Tool) { Skipped = why };

    public ReportRow Reject(string why, string below = "") => new(Place + below, Tool) { Rejected = why };
}
