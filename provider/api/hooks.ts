// Modules load at their first use. These don't wait: they act on what a program declares, whatever it uses.
import "../autoscaling/target-groups";
import "../load-balancer/warnings";
import "../security-group/default-security-group";
import "../security-group/kubernetes-package";
