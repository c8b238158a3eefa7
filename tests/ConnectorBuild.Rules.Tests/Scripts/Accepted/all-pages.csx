public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var all = new JArray();
        string next = Context.Request.RequestUri.ToString();
        while (!string.IsNullOrEmpty(next))
        {
            var request = new HttpRequestMessage(HttpMethod.Get, next);
            var response = await Context.SendAsync(request, CancellationToken);
            if (!response.IsSuccessStatusCode) return response;
            var page = JObject.Parse(await response.Content.ReadAsStringAsync());
            foreach (var item in (JArray)page["value"]) all.Add(item);
            next = page.Value<string>("@odata.nextLink");
        }

        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(new JObject(new JProperty("value", all)).ToString()) };
    }
}
