using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecureObs.Cli.Api;
using SecureObs.Cli.Commands;
using SecureObs.Cli.Running;
using SecureObs.Contracts;

namespace SecureObs.Cli.Delivery;

/// <summary>Into a directory, one file for each body as it would be sent, and a list of them: `scan --dry-run`.</summary>
internal sealed partial class EgressDirectory : IDelivery
{
    private readonly string directory;
    private readonly List<EgressBody> bodies = [];

    /// <exception cref="CommandFailure">The directory cannot be made, or is not empty.</exception>
    public EgressDirectory(string directory, PipelineRun run, OpenRunRequest opening)
    {
        this.directory = directory;
        Guarded(() =>
        {
            if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
                throw new CommandFailure(ExitCode.Failed, $"{directory} is not empty");
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(directory);
            else
                Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        });
        Add("open", "POST", $"projects/{Uri.EscapeDataString(run.ProjectId)}/runs", ApiJson.Bytes(opening));
        Runs = $"projects/{Uri.EscapeDataString(run.ProjectId)}/runs/{{runId}}";
    }

    private string Runs { get; }

    public Task<IngestResult> FindingsAsync(string scanner, FindingBatch batch, CancellationToken ct)
    {
        Add(scanner, "POST", batch.Path, batch.Body);
        return Task.FromResult(new IngestResult(batch.Rows, 0));
    }

    public Task<ScannerResultCounts?> ResultAsync(string scanner, ReportScannerResultRequest result, CancellationToken ct)
    {
        Add(scanner + "-result", "PUT", $"{Runs}/results/{Uri.EscapeDataString(scanner)}", ApiJson.Bytes(result));
        return Task.FromResult<ScannerResultCounts?>(null);
    }

    public Task<TopologyResult?> TopologyAsync(TerraformTopology topology, CancellationToken ct)
    {
        Add("terraform-plan", "POST", ApiClient.TopologyPath, ApiJson.Bytes(topology));
        return Task.FromResult<TopologyResult?>(null);
    }

    /// <summary>Writes the list too.</summary>
    public Task CloseAsync(CloseRunRequest manifest, CancellationToken ct)
    {
        Add("close", "POST", $"{Runs}/close", ApiJson.Bytes(manifest));
        Write("egress.json", JsonSerializer.SerializeToUtf8Bytes(new EgressList(bodies), EgressJson.Default.EgressList));
        return Task.CompletedTask;
    }

    private void Add(string what, string method, string path, byte[] body)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{bodies.Count + 1:000}-{NoName().Replace(what, "_")}.json");
        Write(name, body);
        using var json = JsonDocument.Parse(body);
        bodies.Add(new(name, method, path, body.Length, Convert.ToHexStringLower(SHA256.HashData(body)),
            json.RootElement.ValueKind is JsonValueKind.Array ? json.RootElement.GetArrayLength() : 0,
            [.. EgressFields.Names(json.RootElement)], [.. EgressFields.Masked(json.RootElement)]));
    }

    private void Write(string name, byte[] content) => Guarded(() =>
    {
        using var file = new FileStream(Path.Combine(directory, name), PrivateFile.New());
        file.Write(content);
    });

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"{directory} cannot be written: {unwritable.Message}", unwritable);
        }
    }

    [GeneratedRegex("[^a-zA-Z0-9-]", RegexOptions.CultureInvariant)]
    private static partial Regex NoName();
}
