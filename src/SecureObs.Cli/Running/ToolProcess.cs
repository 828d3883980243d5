using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using SecureObs.Cli.Api.Keyless;

namespace SecureObs.Cli.Running;

/// <summary>How a started tool ended.</summary>
/// <param name="ExitCode">Null when it was killed because it took too long.</param>
/// <param name="Output">The first of what it printed.</param>
/// <param name="Errors">The last of what it complained about.</param>
internal sealed record ToolExit(int? ExitCode, string Output, string Errors);

/// <summary>Starts programs with an argument list, never through a shell, and never leaves one running.</summary>
internal static class ToolProcess
{
    private const int MostCaptured = 16_384;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <param name="environment">Beside what this process has; null takes a variable away.</param>
    /// <exception cref="CommandFailure">The program cannot be started.</exception>
    public static async Task<ToolExit> RunAsync(
        string program, IReadOnlyList<string> arguments, string workingDirectory, IReadOnlyDictionary<string, string?> environment,
        TimeSpan timeout, CancellationToken ct)
    {
        using var process = Start(program, arguments, workingDirectory, environment);
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        var output = ReadAsync(process.StandardOutput, keepLast: false);
        var errors = ReadAsync(process.StandardError, keepLast: true);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await SoonAsync(output), await SoonAsync(errors));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(null, "", "");
        }
        finally
        {
            Kill(process);
        }
    }

    /// <summary>What opens our API, or gets a token that does: a tool has no business with it.</summary>
    private static readonly string[] Ours =
    [
        "SECUREOBS_API_KEY", IdTokens.Given, "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "SYSTEM_OIDCREQUESTURI", "SYSTEM_ACCESSTOKEN",
    ];

    private static Process Start(
        string program, IReadOnlyList<string> arguments, string workingDirectory, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        foreach (var secret in Ours)
            start.Environment.Remove(secret);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception unstartable)
        {
            throw new CommandFailure(ExitCode.Fine, OneLine.Of($"cannot be started: {unstartable.Message}"), unstartable);
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, bool keepLast)
    {
        var (kept, buffer) = (new StringBuilder(), new char[4096]);
        while (await reader.ReadAsync(buffer, CancellationToken.None) is > 0 and var read)
        {
            if (keepLast || kept.Length < MostCaptured)
                kept.Append(buffer, 0, read);
            if (kept.Length > MostCaptured)
                kept.Remove(keepLast ? 0 : MostCaptured, kept.Length - MostCaptured);
        }
        return kept.ToString();
    }

    // A grandchild that outlives the tool holds the pipe open: its output is not worth waiting for.
    private static async Task<string> SoonAsync(Task<string> text) =>
        await Task.WhenAny(text, Task.Delay(Farewell, CancellationToken.None)) == text ? await text : "";

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself.
        }
    }
}
