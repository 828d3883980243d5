using SecureObs.Contracts;
using SecureObs.Identity;

namespace SecureObs.Bench.Speed.Ingest;

/// <summary>
/// A scanner's report of code that is made up and the same each time: rows as <c>secureobs scan</c> sends them, about 700
/// bytes each and what the code is known by.
/// </summary>
internal static class Report
{
    public const string Scanner = "bandit";
    private static readonly CodeReader Reader = new(Hash);

    /// <param name="first">The number of the first finding; two numbers are two findings.</param>
    public static List<UniversalFinding> Rows(Guid project, string run, int first, int count) =>
        [.. Enumerable.Range(first, count).Select(number => Row(project, run, number))];

    private static UniversalFinding Row(Guid project, string run, int number)
    {
        var (path, line) = ($"src/module{number % 40}/component{number % 700}.py", (number / 700 * 12) + 10);
        string[] code = [.. Enumerable.Range(0, 17).Select(at => at == 8 ? $"    query = \"select * from orders where id = \" + request.args[\"id{number}\"]" : $"    value{at} = prepare(request, {number + at})")];
        var features = Reader.Read($"{Scanner} {Rule(number)}", path, 5, new(line, [code[8]], [.. code.Take(8).Reverse()], [.. code.Skip(9)], ["Orders", $"handler{number}"]));
        return new()
        {
            Scanner = Scanner,
            RuleId = Rule(number),
            FilePath = path,
            CodeSnippet = string.Join('\n', code[6..11]),
            Severity = (number % 50) switch { 0 => "CRITICAL", < 8 => "HIGH", < 25 => "MEDIUM", < 45 => "LOW", _ => "INFO" },
            Description = "Possible SQL injection: the text of a query is put together with a value of the request. Use parameters of the statement instead.",
            CweIds = ["CWE-89"],
            StartLine = line,
            EndLine = line,
            ProjectId = project.ToString(),
            PipelineRunId = run,
            Features = Convert.ToBase64String(PackedFeatures.Pack(features, ordinal: 1)),
            ScannerImageVersion = "1.0",
        };
    }

    private static string Rule(int number) => $"B{(number % 90) + 100}";

    /// <summary>FNV-1a.</summary>
    private static ulong Hash(string text) => text.Aggregate(14_695_981_039_346_656_037UL, (hash, letter) => unchecked((hash ^ letter) * 1_099_511_628_211UL));
}
