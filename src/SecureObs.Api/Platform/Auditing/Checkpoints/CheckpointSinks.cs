using SecureObs.Api.Platform.Outgoing;
using SecureObs.Audit;

namespace SecureObs.Api.Platform.Auditing.Checkpoints;

/// <summary>Where checkpoints go; stored as its number.</summary>
internal enum SinkKind : short
{
    Directory = 1,
    ObjectStore = 2,
    Webhook = 3,
}

/// <summary>A place outside of the database that keeps checkpoints.</summary>
internal interface ICheckpointSink
{
    SinkKind Kind { get; }

    /// <returns>False when this tenant has no such place.</returns>
    /// <exception cref="Exception">It did not arrive; of a <see cref="DestinationException"/> the tenant may read the message.</exception>
    Task<bool> SendAsync(Checkpoint checkpoint, CancellationToken ct);
}

/// <summary>Settings below <c>Audit:Checkpoints</c>.</summary>
internal sealed record CheckpointOptions(string? Directory, Uri? ObjectStore, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <exception cref="InvalidOperationException">A setting makes no sense; says which.</exception>
    public static CheckpointOptions Read(IConfiguration configuration)
    {
        var settings = Settings.Read<AuditSettings>(configuration, AuditSettings.Section).Checkpoints;
        var store = settings.ObjectStore;
        Uri? address = null;
        if (store.Url?.Reveal() is { Length: > 0 } text
            && (!Uri.TryCreate(text, UriKind.Absolute, out address) || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)))
            throw new InvalidOperationException("Refusing to start: Audit:Checkpoints:ObjectStore:Url must be an absolute https URL.");
        var secret = store.HeadersFile is { Length: > 0 } file ? File.ReadAllLines(file).Where(line => line.Contains(':')).Select(Header) : [];
        return new(settings.Directory is { Length: > 0 } directory ? directory : null, address, [.. store.Headers, .. secret]);
    }

    private static KeyValuePair<string, string> Header(string line) =>
        KeyValuePair.Create(line[..line.IndexOf(':')].Trim(), line[(line.IndexOf(':') + 1)..].Trim());
}

/// <summary>One file for each tenant, a line for each checkpoint, only ever appended to.</summary>
internal sealed class DirectorySink(CheckpointOptions options) : ICheckpointSink
{
    public SinkKind Kind => SinkKind.Directory;

    public async Task<bool> SendAsync(Checkpoint checkpoint, CancellationToken ct)
    {
        if (options.Directory is null)
            return false;
        PrivateFile.MakeDirectory(options.Directory);
        await using var file = PrivateFile.Open(
            Path.Combine(options.Directory, $"{checkpoint.TenantId}.jsonl"), FileMode.Append, FileAccess.Write, FileShare.Read);
        await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(checkpoint.ToJson() + "\n"), ct);
        file.Flush(flushToDisk: true);
        return true;
    }
}

/// <summary>
/// An object for each checkpoint, by HTTP PUT: Azure Blob Storage with a shared access signature in the URL, or anything
/// that takes PUT. The name carries the number and the hash, so a chain written anew does not replace the first.
/// </summary>
internal sealed class ObjectStoreSink(CheckpointOptions options, HttpClient http) : ICheckpointSink
{
    public SinkKind Kind => SinkKind.ObjectStore;

    public async Task<bool> SendAsync(Checkpoint checkpoint, CancellationToken ct)
    {
        if (options.ObjectStore is not { } store)
            return false;
        var address = new UriBuilder(store);
        address.Path = $"{address.Path.TrimEnd('/')}/{checkpoint.TenantId}/{checkpoint.No:D12}-{Convert.ToHexStringLower(checkpoint.Hash)[..16]}.json";
        using var request = new HttpRequestMessage(HttpMethod.Put, address.Uri) { Content = Json.Content(checkpoint) };
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        foreach (var (name, value) in options.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        // Conflict and failed precondition: the same object is there already, from an attempt whose answer got lost.
        if (!response.IsSuccessStatusCode && (int)response.StatusCode is not (409 or 412))
            throw new DestinationException($"it answered {(int)response.StatusCode}");
        return true;
    }
}

/// <summary>What both HTTP sinks send.</summary>
internal static class Json
{
    public static HttpContent Content(Checkpoint checkpoint) => new StringContent(checkpoint.ToJson(), System.Text.Encoding.UTF8, "application/json");
}
