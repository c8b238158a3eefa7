public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        Dictionary<string, List<int>> groups = new();
        groups["a"] = new() { 1, 2 };
        JObject body = new() { ["count"] = groups.Sum(g => g.Value.Count) };
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(body.ToString()) };
    }
}
