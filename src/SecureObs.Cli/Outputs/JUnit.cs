using System.Globalization;
using System.Text;
using System.Xml;
using SecureObs.Cli.PullRequests;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Cli.Outputs;

/// <summary>
/// The verdict as a JUnit report, which nearly every CI system shows: the gate is a test that fails when it blocks, and a
/// finding is one that fails when it is among what blocks. What does not block passes, and says what it is.
/// </summary>
internal static class JUnit
{
    public static void Write(Stream output, GateAnswer answer, IReadOnlyList<RunFinding> findings)
    {
        using var xml = XmlWriter.Create(output, new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) });
        var failed = findings.Count(finding => finding.IsBlocking) + (answer.Blocked ? 1 : 0);
        xml.WriteStartElement("testsuites");
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", "secureobs");
        xml.WriteAttributeString("tests", Number(findings.Count + 1));
        xml.WriteAttributeString("failures", Number(failed));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", "0");
        xml.WriteAttributeString("timestamp", answer.DecidedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        Gate(xml, answer);
        foreach (var finding in findings)
            Case(xml, finding);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Gate(XmlWriter xml, GateAnswer answer)
    {
        Start(xml, "secureobs", "gate");
        if (answer.Blocked)
            Failure(xml, "the gate blocks", "gate", string.Join('\n', answer.Reasons.Select(reason => Text($"{reason.Text} ({reason.Rule})", 500))));
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, RunFinding finding)
    {
        var path = InlineComments.PathOf(finding);
        var place = finding.StartLine is > 0 and var line && path.Length > 0 ? $"{path}:{line}" : path;
        Start(xml, Text(finding.Scanner, 64), Text($"{finding.Severity.Word()} {finding.RuleId} {place}".TrimEnd(), 400));
        if (path.Length > 0)
            xml.WriteAttributeString("file", Text(path, 400));
        if (finding.IsBlocking)
            Failure(xml, Text(finding.RuleId, 200), finding.Severity.Word(), Text(finding.Description, 1000));
        else if (Text(finding.Description, 1000) is { Length: > 0 } description)
            xml.WriteElementString("system-out", description);
        xml.WriteEndElement();
    }

    private static void Start(XmlWriter xml, string className, string name)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", className);
        xml.WriteAttributeString("name", name);
    }

    private static void Failure(XmlWriter xml, string message, string type, string text)
    {
        xml.WriteStartElement("failure");
        xml.WriteAttributeString("message", message);
        xml.WriteAttributeString("type", type);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    // XML 1.0 has no place for half a surrogate pair, U+FFFE or U+FFFF, however written. Enumerating makes a half whole.
    private static string Text(string? text, int longest) =>
        string.Concat(OneLine.Of(text, longest).EnumerateRunes().Where(rune => rune.Value is not (0xFFFE or 0xFFFF)));

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
