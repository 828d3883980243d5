using Spectre.Console;

namespace SecureObs.Cli.Reporting;

/// <summary>Says what happens while it happens: a moving line for a person at a terminal, plain lines for a log.</summary>
internal sealed class Progress
{
    private readonly TextWriter output;
    private readonly IAnsiConsole? live;

    public Progress(Surroundings surroundings)
    {
        output = surroundings.Out;
        live = surroundings.IsLive
            ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(surroundings.Out) })
            : null;
    }

    public void Say(string line)
    {
        if (live is null)
            output.WriteLine(line);
        else
            live.WriteLine(line);
    }

    /// <summary>Does something that takes a while, under a title.</summary>
    public async Task<T> WhileAsync<T>(string title, Func<Task<T>> work)
    {
        if (live is not null)
            return await live.Status().StartAsync(Markup.Escape(title), _ => work());
        output.WriteLine(title);
        return await work();
    }
}
