# The matrix of roles for OPA, a peer of the benchmark of decisions. Rights are data, so that Cedar's engine says them and not this file:
# {"rights": {"OWNER": {"documents:read": "all"}, "MEMBER": {"documents:delete": "own"}}}.
#
# rights.wasm is this file, compiled, because no package of npm has OPA's compiler. After a change of this file, also of the version that
# is named here, with Go and in this folder:
#
#   go run github.com/open-policy-agent/opa@v1.22.3 build -t wasm -e ringwall/allow rights.rego -o rights.tar.gz
#   tar -xOzf rights.tar.gz /policy.wasm > rights.wasm && rm rights.tar.gz
#   sha256sum rights.rego rights.wasm > rights.sha256
package ringwall

default allow := false

allow if {
	input.resource.tenant == input.principal.tenant
	reaches(data.rights[input.principal.role][input.action])
}

reaches("all")

reaches("own") if input.resource.creator == input.principal.id
