using System.ComponentModel;
using System.Diagnostics;

namespace SecureObs.Local.Running;

/// <summary>Runs a program to its end. Arguments are a list, never a shell string.</summary>
internal static class Child
{
    private const int CouldNotStart = 127;

    public static ProcessStartInfo Command(string file, params IEnumerable<string> arguments) => new(file, arguments);

    /// <summary>A program that cannot be started answers 127, as a shell would say it.</summary>
    public static async Task<ChildResult> RunAsync(
        ProcessStartInfo command, CancellationToken ct, string? input = null, Action<string>? onLine = null)
    {
        command.RedirectStandardInput = command.RedirectStandardOutput = command.RedirectStandardError = true;
        var lines = new List<string>();
        using var process = new Process { StartInfo = command };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);

        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new(CouldNotStart, [e.Message]);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await WriteAsync(process, input);
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, lines);

        void Keep(string? line)
        {
            if (line is null)
                return;
            lock (lines)
                lines.Add(line);
            onLine?.Invoke(line);
        }
    }

    private static async Task WriteAsync(Process process, string? input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input ?? "");
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code tells the rest.
        }
    }
}
