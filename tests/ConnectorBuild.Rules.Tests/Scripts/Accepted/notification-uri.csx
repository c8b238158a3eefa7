public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var body = JObject.Parse(await Context.Request.Content.ReadAsStringAsync());
        body["callback"] = this.Context.CreateNotificationUri($"/hooks?kind={HttpUtility.UrlEncode("a b")}").ToString();
        Context.Request.Content = CreateJsonContent(body.ToString());
        return await Context.SendAsync(Context.Request, CancellationToken);
    }
}
