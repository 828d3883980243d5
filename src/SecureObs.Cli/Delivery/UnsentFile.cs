using System.Text.Json;
using SecureObs.Cli.Api;
using SecureObs.Cli.Commands;
using SecureObs.Cli.Running;
using SecureObs.Contracts;

namespace SecureObs.Cli.Delivery;

/// <summary>
/// What did not reach the API, kept for `secureobs upload`: JSON Lines, a head, then bodies as they would have been sent and results, in
/// the end the manifest, which tells that the file is whole. Secrets are masked in it, there is no key in it, and only this user may read it.
/// The file is made when there is something to keep.
/// </summary>
internal sealed class UnsentFile(string wanted, PipelineRun run, OpenRunRequest opening) : IDelivery, IDisposable
{
    public const string Format = "secureobs-unsent-1";
    private const int MostNames = 1000;

    private FileStream? file;
    private bool isBroken;

    /// <summary>Null while there is nothing in it, and when it could not be written.</summary>
    public string? Path => isBroken ? null : file?.Name;

    /// <summary>How many findings are in it.</summary>
    public int Findings { get; private set; }

    public Task<IngestResult> FindingsAsync(string scanner, FindingBatch batch, CancellationToken ct)
    {
        Write(line =>
        {
            line.WriteString("scanner", scanner);
            line.WriteString("path", batch.Path);
            line.WriteNumber("rows", batch.Rows);
            line.WriteString("sha256", batch.Digest);
            line.WritePropertyName("body");
            line.WriteRawValue(batch.Body, skipInputValidation: true);
        });
        Findings += batch.Rows;
        return Task.FromResult(new IngestResult(0, 0));
    }

    public Task<ScannerResultCounts?> ResultAsync(string scanner, ReportScannerResultRequest result, CancellationToken ct)
    {
        Write(line =>
        {
            line.WriteString("scanner", scanner);
            Value(line, "result", result);
        });
        return Task.FromResult<ScannerResultCounts?>(null);
    }

    /// <summary>A plan is still there, and what is kept here is read by older versions.</summary>
    public Task<TopologyResult?> TopologyAsync(TerraformTopology topology, CancellationToken ct) =>
        throw new CommandFailure(ExitCode.Failed, "the API cannot be reached; scan again with the plan when it can");

    public Task CloseAsync(CloseRunRequest manifest, CancellationToken ct)
    {
        Write(line => Value(line, "manifest", manifest));
        file!.Flush(flushToDisk: true);
        return Task.CompletedTask;
    }

    public void Dispose() => file?.Dispose();

    private void Write(Action<Utf8JsonWriter> members)
    {
        try
        {
            if (file is null)
            {
                file = Create();
                Write(line =>
                {
                    line.WriteString("format", Format);
                    line.WriteString("projectId", run.ProjectId);
                    Value(line, "run", opening);
                });
            }
            using (var line = new Utf8JsonWriter(file))
            {
                line.WriteStartObject();
                members(line);
                line.WriteEndObject();
            }
            file.WriteByte((byte)'\n');
            file.Flush();
        }
        // The last is a limit of a file's size (EFBIG).
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            isBroken = true;
            throw new CommandFailure(ExitCode.Failed, $"findings could not be sent, and not be kept in {wanted} either: {unwritable.Message}", unwritable);
        }
    }

    // An earlier one is never written over: its findings may still be unsent.
    private FileStream Create()
    {
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? wanted
                : System.IO.Path.Combine(System.IO.Path.GetDirectoryName(wanted)!, $"{System.IO.Path.GetFileNameWithoutExtension(wanted)}-{number}{System.IO.Path.GetExtension(wanted)}");
            try
            {
                return new FileStream(name, PrivateFile.New());
            }
            catch (IOException) when (File.Exists(name) && number < MostNames)
            {
                // The next number, then.
            }
        }
    }

    private static void Value<T>(Utf8JsonWriter line, string name, T value)
    {
        line.WritePropertyName(name);
        JsonSerializer.Serialize(line, value, ApiJson.Of<T>());
    }
}
