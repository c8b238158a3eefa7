using Formatting = Newtonsoft.Json.Formatting;

public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(new JObject().ToString(Formatting.None)) };
    }
}
