public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var contentAsString = await this.Context.Request.Content.ReadAsStringAsync().ConfigureAwait(false);
        var contentAsJson = JObject.Parse(contentAsString);
        var textToCheck = (string)contentAsJson["textToCheck"];
        var rx = new Regex((string)contentAsJson["regex"], RegexOptions.IgnoreCase | RegexOptions.Compiled);
        JObject output = new JObject { ["textToCheck"] = textToCheck, ["isMatch"] = rx.IsMatch(textToCheck) };
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(output.ToString()) };
    }
}
