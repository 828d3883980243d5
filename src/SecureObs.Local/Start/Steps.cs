using System.Diagnostics;
using Spectre.Console;

namespace SecureObs.Local.Start;

/// <summary>One line for each step, with its time.</summary>
internal sealed class Steps(IAnsiConsole console)
{
    private const int NameWidth = 12;

    /// <param name="step">Returns what it did, in a few words.</param>
    public async Task StepAsync(string name, Func<Action<string>, Task<string>> step)
    {
        var watch = Stopwatch.StartNew();
        var outcome = "";
        if (console.Profile.Capabilities.Interactive)
            await console.Status().StartAsync(
                $"{name} …", async status => outcome = await step(now => status.Status = Markup.Escape($"{name}: {now} …")));
        else
            outcome = await step(_ => { });

        console.MarkupLineInterpolated(
            $"[green]✓[/] {name.PadRight(NameWidth)} {outcome} [grey]({watch.Elapsed.TotalSeconds:0.0} s)[/]");
    }

    public void Note(string text) => console.MarkupLineInterpolated($"[yellow]![/] {text}");

    public void Failure(LocalProblem problem)
    {
        console.MarkupLineInterpolated($"[red]✗ {problem.What}[/]");
        console.MarkupLineInterpolated($"  {problem.WhatToDo}");
    }
}
