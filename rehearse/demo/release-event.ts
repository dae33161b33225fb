// What does GitHub send when a release is published?

export type Release = {
  tag: string
  prerelease: boolean
  title: string
  body: string
  sha: string
  at: Date
}

const OWNER = 'acme'

/** `owner/name` of the repository of a service. */
export const repositoryOf = (service: string): string => `${OWNER}/${service}`

/**
 * The payload, for the repository of a service, of a `release` event, `published`, with every member that GitHub sends.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#release
 */
export function releaseEvent(service: string, { tag, prerelease, title, body, at }: Release) {
  const api = `https://api.github.com/repos/${repositoryOf(service)}`
  const html = `https://github.com/${repositoryOf(service)}`
  const id = 178_000_000 + (at.getTime() % 1_000_000)
  return {
    action: 'published',
    release: {
      url: `${api}/releases/${id}`,
      assets_url: `${api}/releases/${id}/assets`,
      upload_url: `https://uploads.github.com/repos/${repositoryOf(service)}/releases/${id}/assets{?name,label}`,
      html_url: `${html}/releases/tag/${tag}`,
      id,
      author: account(OWNER, 'User', 1001),
      node_id: 'RE_kwDOAAAAAM4KmAAA',
      tag_name: tag,
      target_commitish: 'main',
      name: title,
      draft: false,
      immutable: false,
      prerelease,
      created_at: at.toISOString(),
      updated_at: at.toISOString(),
      published_at: at.toISOString(),
      assets: [],
      tarball_url: `${api}/tarball/${tag}`,
      zipball_url: `${api}/zipball/${tag}`,
      body,
    },
    repository: repository(service, api, html),
    organization: {
      login: OWNER,
      id: 2001,
      node_id: 'O_kgDOAAAH0Q',
      url: `https://api.github.com/orgs/${OWNER}`,
      repos_url: `https://api.github.com/orgs/${OWNER}/repos`,
      events_url: `https://api.github.com/orgs/${OWNER}/events`,
      hooks_url: `https://api.github.com/orgs/${OWNER}/hooks`,
      issues_url: `https://api.github.com/orgs/${OWNER}/issues`,
      members_url: `https://api.github.com/orgs/${OWNER}/members{/member}`,
      public_members_url: `https://api.github.com/orgs/${OWNER}/public_members{/member}`,
      avatar_url: 'https://avatars.githubusercontent.com/u/2001?v=4',
      description: '',
    },
    sender: account(OWNER, 'User', 1001),
  }
}

function account(login: string, type: 'User' | 'Organization', id: number) {
  const url = `https://api.github.com/users/${login}`
  return {
    login,
    id,
    node_id: 'U_kgDOAAAD6Q',
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  }
}

const LINKS =
  'forks keys{/key_id} collaborators{/collaborator} teams hooks issues/events{/number} events assignees{/user} branches{/branch} tags git/blobs{/sha} git/tags{/sha} git/refs{/sha} git/trees{/sha} statuses/{sha} languages stargazers contributors subscribers subscription commits{/sha} git/commits{/sha} comments{/number} issues/comments{/number} contents/{+path} compare/{base}...{head} merges {archive_format}{/ref} downloads issues{/number} pulls{/number} milestones{/number} notifications{?since,all,participating} labels{/name} releases{/id} deployments'

/** `issue_events_url` is `issues/events{/number}` and so on: the names GitHub gives its links. */
const LINK_NAMES =
  'forks keys collaborators teams hooks issue_events events assignees branches tags blobs git_tags git_refs trees statuses languages stargazers contributors subscribers subscription commits git_commits comments issue_comment contents compare merges archive downloads issues pulls milestones notifications labels releases deployments'

function repository(name: string, api: string, html: string) {
  const paths = LINKS.split(' ')
  const links = LINK_NAMES.split(' ').map((name, i) => [`${name}_url`, `${api}/${paths[i]}`])
  return {
    id: 3001,
    node_id: 'R_kgDOAAALuQ',
    name,
    full_name: repositoryOf(name),
    private: true,
    owner: account(OWNER, 'Organization', 2001),
    html_url: html,
    description: 'Addresses over HTTP',
    fork: false,
    url: api,
    ...Object.fromEntries(links),
    created_at: '2026-01-05T08:00:00Z',
    updated_at: '2026-01-28T10:00:00Z',
    pushed_at: '2026-01-28T10:20:00Z',
    git_url: `git://github.com/${repositoryOf(name)}.git`,
    ssh_url: `git@github.com:${repositoryOf(name)}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    homepage: null,
    size: 108,
    stargazers_count: 0,
    watchers_count: 0,
    language: 'JavaScript',
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: 0,
    license: null,
    allow_forking: false,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: 'private',
    forks: 0,
    open_issues: 0,
    watchers: 0,
    default_branch: 'main',
    custom_properties: {},
  }
}
