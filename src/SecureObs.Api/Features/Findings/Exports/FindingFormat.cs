namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>One format of exports: what it is called, and who writes it.</summary>
/// <param name="Order">Findings come in this order, so that what belongs together is written together.</param>
internal sealed record FindingFormat(string Word, string ContentType, string Extension, FindingOrder Order, Func<Stream, ExportHead, IFindingWriter> Writer)
{
    public static IReadOnlyList<FindingFormat> All { get; } =
    [
        new("sarif", "application/sarif+json", "sarif", FindingOrder.Scanner, (body, head) => new SarifWriter(body, head)),
        new("csv", "text/csv", "csv", FindingOrder.Scanner, (body, _) => new CsvWriter(body)),
        new("json", "application/json", "json", FindingOrder.Scanner, (body, _) => new JsonWriter(body, JsonForm.Array)),
        new("jsonl", "application/jsonl", "jsonl", FindingOrder.Scanner, (body, _) => new JsonWriter(body, JsonForm.Lines)),
        new("openvex", "application/json", "openvex.json", FindingOrder.Package, (body, head) => new OpenVexWriter(body, head)),
    ];

    public static string Rule => $"must be one of {string.Join(", ", All.Select(format => format.Word))}";
}

internal enum FindingOrder
{
    Scanner,

    /// <summary>Those of packages alone, by package and advisory.</summary>
    Package,
}

/// <summary>What stands at the top of an export.</summary>
/// <param name="Id">Of this export alone.</param>
/// <param name="Category">What code scanning tells this export's results from others by; the same from one export to the next.</param>
internal sealed record ExportHead(Guid Id, DateTimeOffset At, string Category);

/// <summary>Writes findings as they come, and keeps none of them.</summary>
internal interface IFindingWriter : IAsyncDisposable
{
    Task StartAsync(CancellationToken ct);

    Task WriteAsync(IReadOnlyList<ExportedFinding> findings, CancellationToken ct);

    Task EndAsync(CancellationToken ct);
}
