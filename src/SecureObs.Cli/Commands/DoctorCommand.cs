using System.CommandLine;
using System.Text.Json;
using SecureObs.Cli.Api;
using SecureObs.Cli.Reporting;
using SecureObs.Cli.Running;

namespace SecureObs.Cli.Commands;

/// <summary>`secureobs doctor`: what a scan on this machine would have and what it would miss. It scans and sends nothing.</summary>
internal static class DoctorCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var project = new Option<string?>("--project-id") { Description = "Also ask whether the scanners that this project runs can run here.", HelpName = "id" };
        var json = new Option<bool>("--json") { Description = "JSON instead of text." };
        var command = new Command("doctor", "Show which scanners can run here, what they send to third parties, and whether the API and the key are good.") { project, json };
        command.SetAction(async (arguments, ct) =>
        {
            var tools = new ToolCheck(new ToolLocator(surroundings)).AllAsync(ct);
            var api = await ApiAsync(surroundings, arguments.GetValue(project)?.Trim(), ct);
            var report = DoctorReport.Of(api, await tools);
            if (arguments.GetValue(json))
                surroundings.Out.WriteLine(JsonSerializer.Serialize(report, DoctorJson.Default.DoctorReport));
            else
                DoctorText.Write(surroundings.Out, report);
            return ExitCodeOf(api, report);
        });
        return command;
    }

    private static int ExitCodeOf(ApiState api, DoctorReport report) =>
        api.ExitCode is not ExitCode.Fine ? api.ExitCode : report.Tools.Any(tool => tool is { Active: true, Problem: not null }) ? ExitCode.Failed : ExitCode.Fine;

    private static async Task<ApiState> ApiAsync(Surroundings surroundings, string? project, CancellationToken ct)
    {
        Uri? address = null;
        try
        {
            var settings = ApiSettings.From(surroundings);
            address = settings.BaseAddress;
            using var api = new ApiClient(settings, surroundings.Time);
            if (string.IsNullOrEmpty(project))
            {
                await api.CheckKeyAsync(ct);
                return new(address, ExitCode.Fine, null, null);
            }
            var scanners = await api.ActiveScannersAsync(project, ct);
            return new(address, ExitCode.Fine, null, [.. scanners.Select(scanner => scanner.Key)]);
        }
        catch (CommandFailure failure)
        {
            return new(address, failure.ExitCode, failure.Message, null);
        }
    }
}

/// <summary>How the API answered.</summary>
/// <param name="Address">Null when there is no usable one, or no key.</param>
/// <param name="Problem">Null when it answered and took the key.</param>
/// <param name="Active">The scanners that the project runs; null when no project was named.</param>
internal sealed record ApiState(Uri? Address, int ExitCode, string? Problem, IReadOnlyList<string>? Active);
