public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var json = JObject.Parse(await Context.Request.Content.ReadAsStringAsync());
        var pairs = json.Properties().Select(p => new KeyValuePair<string, string>(p.Name, p.Value.ToString()));
        Context.Request.Content = new FormUrlEncodedContent(pairs);
        return await Context.SendAsync(Context.Request, CancellationToken);
    }
}
