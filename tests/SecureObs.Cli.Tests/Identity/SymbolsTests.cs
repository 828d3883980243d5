using CsCheck;
using SecureObs.Identity;

namespace SecureObs.Cli.Tests.Identity;

public sealed class SymbolsTests
{
    private static readonly string[] Indents = ["", " ", "  ", "\t", "    ", "      "];
    private static readonly string[] Codes = ["", "}", "});", "class A:", "def f(x):", "x = 1", "if (a) {", "const b = 3", "async function g() {", "public int H(int i)"];
    private static readonly Gen<string> Line = Gen.Select(Gen.Int[0, Indents.Length - 1], Gen.Int[0, Codes.Length - 1], (indent, code) => Indents[indent] + Codes[code]);

    [Fact]
    public void A_line_stands_in_what_is_indented_less() => Assert.Equal(["A", "f"],
        new Symbols(["class A:", "    def e(self):", "        pass", "    def f(self):", "        if x:", "            eval(x)"]).Around(6));

    [Fact]
    public void Tests_are_named_by_their_titles() => Assert.Equal(["orders", "are paid, once"],
        new Symbols(["describe('orders', () => {", "  it.only(\"are paid, once\", async function () {", "    eval(x)"]).Around(3));

    [Fact]
    public void A_line_that_is_not_there_stands_in_nothing() => Assert.All([-1, 0, 3, int.MaxValue], line => Assert.Empty(new Symbols(["class A:", "    x"]).Around(line)));

    /// <summary>As told line by line, which is how the features of the measured set were made.</summary>
    [Fact]
    public void It_is_what_going_up_line_by_line_finds() => Line.List[0, 30].Sample(lines =>
    {
        var symbols = new Symbols(lines);
        for (var line = 1; line <= lines.Count; line++)
            Assert.Equal(GoingUp(lines, line), symbols.Around(line));
    });

    private static List<string> GoingUp(List<string> lines, int line)
    {
        var names = new List<string>();
        var indent = Indent(lines[line - 1]);
        for (var at = line - 2; at >= 0 && indent > 0; at--)
        {
            if (lines[at].AsSpan().Trim(" \t{}()[];,:") is "" || Indent(lines[at]) >= indent)
                continue;
            indent = Indent(lines[at]);
            // One line below it nothing but the line itself can be around.
            names.InsertRange(0, new Symbols([lines[at].Trim(), " x"]).Around(2));
        }
        return names;
    }

    private static int Indent(string line) => line.TakeWhile(char.IsWhiteSpace).Sum(sign => sign == '\t' ? 4 : 1);
}
