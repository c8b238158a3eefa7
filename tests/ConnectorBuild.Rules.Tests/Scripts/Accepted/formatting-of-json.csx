public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var json = JsonConvert.SerializeObject(new { name = "a", values = new[] { 1, 2 } }, Formatting.Indented);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(json) };
    }
}
