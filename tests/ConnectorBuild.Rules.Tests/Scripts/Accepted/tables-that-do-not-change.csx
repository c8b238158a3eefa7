public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        Names.TryGetValue(Context.OperationId, out string name);
        return Digits.IsMatch(name ?? "") && Ids.Contains("a") && Order[0] == "x"
            ? new HttpResponseMessage(HttpStatusCode.OK)
            : await Handlers["forward"](this);
    }

    private const string Version = "1.0";
    private static readonly Regex Digits = new Regex("[0-9]+", RegexOptions.Compiled);
    private static readonly HashSet<string> Ids = new HashSet<string> { "a", "b" };
    private static readonly string[] Order = { "x", "y" };
    private static readonly Dictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["List"] = "list",
        ["Get"] = "get1",
    };

    private static readonly Dictionary<string, Func<Script, Task<HttpResponseMessage>>> Handlers = new Dictionary<string, Func<Script, Task<HttpResponseMessage>>>
    {
        { "forward", s => s.Context.SendAsync(s.Context.Request, s.CancellationToken) },
    };

    private static DateTimeOffset Epoch { get; } = new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
