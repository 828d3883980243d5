using System.Text;
using System.Text.Json;
using SecureObs.Cli.Api;
using SecureObs.Contracts;

namespace SecureObs.Cli.Delivery;

/// <summary>One line after the head of a file of unsent findings: one of the members is there.</summary>
internal sealed record UnsentLine(string Scanner, FindingBatch? Batch, ReportScannerResultRequest? Result, CloseRunRequest? Manifest);

/// <summary>Reads what <see cref="UnsentFile"/> wrote. It is not trusted: a body goes nowhere but to the two addresses for findings.</summary>
internal sealed class UnsentLines(string path)
{
    private static readonly string[] Paths = ["findings/bulk-universal", "findings/bulk-gitleaks"];

    /// <exception cref="CommandFailure">The file cannot be read, is none of ours, or was changed.</exception>
    public (string ProjectId, OpenRunRequest Run) Head()
    {
        using var head = Each().FirstOrDefault() ?? throw Unusable("it is empty");
        var root = head.RootElement;
        if (Text(root, "format") is not UnsentFile.Format)
            throw Unusable("it is not a file of unsent findings that this version knows");
        return (Text(root, "projectId") ?? throw Unusable("it names no project"), Value<OpenRunRequest>(root, "run") ?? throw Unusable("it names no run"));
    }

    /// <summary>Every line after the head. The last has the manifest.</summary>
    /// <exception cref="CommandFailure">As above, or the end of the file is missing.</exception>
    public IEnumerable<UnsentLine> Lines()
    {
        var isWhole = false;
        foreach (var document in Each().Skip(1))
        {
            using (document)
            {
                var line = Line(document.RootElement);
                isWhole = line.Manifest is not null;
                yield return line;
            }
        }
        if (!isWhole)
            throw Unusable("its end is missing: scan again");
    }

    private UnsentLine Line(JsonElement line) => new(Text(line, "scanner") ?? "",
        line.TryGetProperty("body", out var body) ? Batch(line, body) : null,
        Value<ReportScannerResultRequest>(line, "result"), Value<CloseRunRequest>(line, "manifest"));

    private FindingBatch Batch(JsonElement line, JsonElement body)
    {
        var path = Text(line, "path");
        if (body.ValueKind is not JsonValueKind.Array || !Paths.Contains(path))
            throw Unusable("a body in it is none of findings");
        var batch = new FindingBatch(path!, body.GetArrayLength(), Encoding.UTF8.GetBytes(body.GetRawText()));
        return batch.Digest == Text(line, "sha256") ? batch : throw Unusable("a body in it was changed");
    }

    private IEnumerable<JsonDocument> Each()
    {
        using var lines = Open();
        while (Read(lines) is { } line)
            yield return Parse(line);
    }

    private StreamReader Open() => Guarded(() => new StreamReader(path, Encoding.UTF8));

    private string? Read(StreamReader lines) => Guarded(lines.ReadLine);

    private JsonDocument Parse(string line)
    {
        try
        {
            var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document : throw new JsonException("no object");
        }
        catch (JsonException unreadable)
        {
            throw Unusable("a line in it is no JSON", unreadable);
        }
    }

    private T? Value<T>(JsonElement line, string name) where T : class
    {
        try
        {
            return line.TryGetProperty(name, out var value) ? value.Deserialize(ApiJson.Of<T>()) : null;
        }
        catch (JsonException unreadable)
        {
            throw Unusable($"its {name} cannot be read", unreadable);
        }
    }

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Unusable(unreadable.Message, unreadable);
        }
    }

    private CommandFailure Unusable(string why, Exception? cause = null) => new(ExitCode.Failed, $"{path} cannot be sent: {why}", cause);
}
