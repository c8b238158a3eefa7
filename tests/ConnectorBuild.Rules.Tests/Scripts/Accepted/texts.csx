public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var name = "a";
        var verbatim = $@"{{ ""name"": ""{name}"", ""path"": ""C:\temp"" }}";
        var hole = $"{(name.Length > 0 ? $"[{name,10}]" : "}")} {DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss}";
        char brace = '}', quote = '\'';
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(verbatim + hole + brace + quote) };
    }
}
