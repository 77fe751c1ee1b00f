export { indexPath } from './layout/index-path.js'
