using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SecureObs.Admin.Isolation;

/// <summary>What an auditor files: where, when and with what was verified, and every check with its outcome.</summary>
/// <param name="AttackedAs">The role of the attempts, or null when only the catalogue was asked.</param>
internal sealed record IsolationReport(
    string Database, string Server, DateTimeOffset At, string Tool, string AskedAs, string? AttackedAs, IReadOnlyList<Check> Checks)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public int Rules => Checks.Count(check => check.Code[0] == 'I');
    public int Attempts => Checks.Count(check => check.Code[0] == 'A');
    public int Limits => Checks.Count(check => check.Verdict is Verdict.Limit);
    public int Broken => Checks.Count(check => check.Verdict is Verdict.Broken);

    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    public string ToText()
    {
        var text = new StringBuilder()
            .Append("SecureObs: isolation of tenants\n\n")
            .Append($"database   {Database}\n")
            .Append($"server     {Server}\n")
            .Append($"time       {At:yyyy-MM-dd HH:mm:ss} UTC\n")
            .Append($"tool       {Tool}\n")
            .Append($"rules      {Rules} asked as {AskedAs}\n")
            .Append(AttackedAs is null ? "attempts   NONE: only the rules were asked\n" : $"attempts   {Attempts} as {AttackedAs}, and {Limits} known limits\n")
            .Append(Broken == 0 ? "result     HELD: nothing is broken\n" : $"result     BROKEN: {Broken} of {Checks.Count} checks\n");
        if (Broken > 0)
            Table(text.Append('\n'), Checks.Where(check => check.Verdict is Verdict.Broken));
        Table(text.Append('\n'), Checks);
        return text.ToString();
    }

    private static void Table(StringBuilder text, IEnumerable<Check> checks)
    {
        string[][] rows =
        [
            ["code", "check", "on", "tried", "expected", "observed", "outcome"],
            .. checks.Select(check => (string[])[check.Code, check.Name, check.On, check.Tried, check.Expected, check.Observed, check.Verdict.ToString().ToLowerInvariant()]),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
    }
}
